/** The measurements of one carnet, as a screen holds them: read, kept on the phone, with what waits here. Made in a component's script. */
import { onDestroy } from "svelte";
import { Reading } from "../../shell/reading.svelte";
import { copyName, readMeasurements, type Measurements, type Value } from "./api";
import { withValue } from "./copy";
import { findSeries, seriesOf, type Series } from "./series";
import { waiting } from "./unsent";

export class MeasurementSheet {
  readonly reading: Reading<Measurements>;

  constructor(private readonly carnet: string) {
    this.reading = new Reading((signal) => readMeasurements(carnet, { signal }), copyName(carnet));
    onDestroy(
      waiting.whenReceived((of, value) => {
        if (of !== carnet) return;
        if (value) this.put(value);
        // Asked for before that value was there, or sent by another tab; and whether the weight is still « à confirmer ».
        void this.reading.reload();
      }),
    );
  }

  series(value: Measurements): Series[] {
    return seriesOf(value.values, waiting.of(this.carnet));
  }

  find(value: Measurements, key: string): Series | undefined {
    return findSeries(this.series(value), key);
  }

  put(value: Value): void {
    if (this.reading.value) this.reading.set(withValue(this.reading.value, value));
  }
}
