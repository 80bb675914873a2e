"""./just phone: a real phone tries this CS3 over the local network."""
