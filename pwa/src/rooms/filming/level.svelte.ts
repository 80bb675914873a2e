/** The phone's own level, where it has one and lets a page read it. */
import { lean } from "./lean";

type Asking = { requestPermission?: () => Promise<"granted" | "denied"> };
/** Of what comes next in what is shown: a hand trembles. */
const QUICK = 0.25;

export class Level {
  /** Degrees by which the ground is turned on the screen; null: not known. */
  degrees = $state<number | null>(null);
  on = $state(false);
  private left = false;

  private told = ({ accelerationIncludingGravity: gravity }: DeviceMotionEvent): void => {
    const now = gravity && gravity.x !== null && gravity.y !== null ? lean(gravity.x, gravity.y) : null;
    const before = this.degrees;
    // From one edge to the next there is no way between.
    this.degrees = now === null || before === null || Math.abs(now - before) > 45 ? now : before + QUICK * (now - before);
  };

  /** Where nobody has to be asked. An iPhone asks, and only at a tap: there it is started from the settings. */
  async startUnasked(): Promise<void> {
    const asks = typeof DeviceMotionEvent !== "undefined" && "requestPermission" in DeviceMotionEvent;
    const state = asks ? await navigator.permissions?.query({ name: "accelerometer" as PermissionName }).then((one) => one.state, () => "prompt") : "granted";
    if (state === "granted") await this.start();
  }

  async start(): Promise<void> {
    if (typeof DeviceMotionEvent === "undefined") return;
    const asked = await (DeviceMotionEvent as Asking).requestPermission?.().catch(() => "denied");
    // The screen may have been left while the phone asked.
    if (asked === "denied" || this.left) return;
    this.on = true;
    addEventListener("devicemotion", this.told);
  }

  /** The screen is left. */
  close(): void {
    this.left = true;
    this.stop();
  }

  stop(): void {
    this.on = false;
    removeEventListener("devicemotion", this.told);
    this.degrees = null;
  }
}
