/** What a film that was just made truly holds, counted in its file. A chunk of its own, loaded once there is a film. */
import { BlobSource, Input, MP4, WEBM } from "mediabunny";

export interface Made {
  /** Images a second, on average. */
  fps: number;
  width: number;
  height: number;
}

/** Images counted: the rate of a minute at 60 a second. */
const COUNTED = 3600;
/** Below as many, there is no rate to tell. */
const FEW = 5;

/** null when this browser's film cannot be read here: then nothing is said of it. */
export async function madeOf(film: Blob): Promise<Made | null> {
  const input = new Input({ source: new BlobSource(film), formats: [MP4, WEBM] });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) return null;
    const { packetCount, averagePacketRate } = await track.computePacketStats(COUNTED);
    if (packetCount < FEW || !Number.isFinite(averagePacketRate)) return null;
    return { fps: averagePacketRate, width: await track.getDisplayWidth(), height: await track.getDisplayHeight() };
  } catch {
    return null;
  } finally {
    input.dispose();
  }
}
