/** How much is still on this phone, for the line that every screen has. The outbox says it, once it is there. */
class Left {
  count = $state(0);
  /** Bytes that the server does not have. */
  size = $state(0);
  href = $state("/");
}

export const left = new Left();
