/** What the phone says aloud to who walks: a word in a voice of its own, a tone where it has none. Nothing leaves the phone. */

/** Hz, seconds. */
const TICK = { pitch: 660, lasts: 0.12 };
const GO = { pitch: 990, lasts: 0.6 };

export class Cue {
  private sound: AudioContext | null = null;

  /** `language`: "fr" or "en". */
  constructor(private readonly language: string) {
    // Asked for early: a browser may have to look for its voices.
    globalThis.speechSynthesis?.getVoices();
  }

  /** From a tap, without which a phone lets no page make a sound. */
  wake(): void {
    if (typeof AudioContext === "undefined") return;
    this.sound ??= new AudioContext();
    void this.sound.resume().catch(() => undefined);
    // Nor speak later what it did not begin to speak at the tap.
    if (this.voice()) speechSynthesis.speak(new SpeechSynthesisUtterance(""));
  }

  tick(): void {
    this.tone(TICK);
  }

  say(words: string): void {
    const voice = this.voice();
    if (!voice) return this.tone(GO);
    const said = new SpeechSynthesisUtterance(words);
    Object.assign(said, { voice, lang: voice.lang, rate: 1 });
    speechSynthesis.cancel();
    speechSynthesis.speak(said);
  }

  close(): void {
    globalThis.speechSynthesis?.cancel();
    void this.sound?.close().catch(() => undefined);
    this.sound = null;
  }

  /** One that is on the phone itself: others send what they say to their maker. */
  private voice(): SpeechSynthesisVoice | undefined {
    return globalThis.speechSynthesis?.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(this.language));
  }

  private tone({ pitch, lasts }: typeof GO): void {
    if (!this.sound) return;
    const from = this.sound.currentTime;
    const volume = this.sound.createGain();
    volume.gain.setValueAtTime(0.4, from);
    // Ends softly: a tone that is cut clicks.
    volume.gain.exponentialRampToValueAtTime(0.001, from + lasts);
    const tone = this.sound.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(volume).connect(this.sound.destination);
    tone.start(from);
    tone.stop(from + lasts);
  }
}
