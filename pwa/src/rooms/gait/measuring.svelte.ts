/** What is measured on one film: what is being set on the image, and what was kept. */
import { get, post, remove } from "../../api/client";
import type { components } from "../../api/schema";
import { Acting } from "../../shell/acting.svelte";
import { captureUrl } from "../captures/api";
import { begun, between, inside, lean, read, type Convention } from "./geometry";
import type { FrameView, Point } from "./view";

type Schemas = components["schemas"];
export type Measures = Schemas["Measures"];
export type Measure = Schemas["MeasureView"];
export type Content = Measure["content"];
export type Drawn = Extract<Content, { kind: "angle" | "lean" }>;
export type Tool = "" | "angle" | "lean" | "marks";
export type Joint = NonNullable<Schemas["Angle"]["joint"]>;
export type Phase = NonNullable<Schemas["Angle"]["phase"]>;
export type Event = Schemas["Mark"]["event"];
export type Side = Schemas["Mark"]["side"];

/** The part of what is seen that a new drawing takes. */
const REACH = 0.18;

/** In the order in which they are drawn and tabbed through. */
export const pointsOf = (drawn: Drawn): Point[] => (drawn.kind === "angle" ? [drawn.one, drawn.vertex, drawn.other] : [drawn.one, drawn.other]);

export class Measuring {
  tool = $state<Tool>("");
  points = $state<Point[]>([]);
  side = $state<Side | "">("");
  joint = $state<Joint | "">("");
  phase = $state<Phase | "">("");
  convention = $state<Convention>("between");
  told = $state.raw<Measures | null>(null);
  /** The kept one that is shown on its image. */
  shown = $state.raw<Measure | null>(null);
  /** The one that a person asked to see, its id: on its image it is shown before newer ones. */
  chosen = $state("");
  readonly acting = new Acting();
  private number = crypto.randomUUID();
  private tried = "";
  private moved = false;
  private readonly url: string;

  constructor(carnet: string, id: string) {
    this.url = `${captureUrl(carnet, id)}/measures`;
    void this.load();
  }

  readonly degrees = $derived.by(() => {
    const [a, b, c] = this.points;
    if (this.tool === "angle" && a && b && c) return read(between(a, b, c), this.convention);
    return this.tool === "lean" && a && b ? lean(a, b).degrees : null;
  });

  get table(): string {
    return `${this.url}/table`;
  }

  load = async (): Promise<void> => {
    await this.acting.run("load", async () => void (this.told = await get<Measures>(this.url)));
  };

  /** In the middle of what is seen now. */
  begin(tool: Tool, view: FrameView, box: { width: number; height: number }): void {
    this.shown = null;
    this.chosen = "";
    this.moved = false;
    this.tool = this.tool === tool ? "" : tool;
    this.number = crypto.randomUUID();
    const middle = view.toPicture(box.width / 2, box.height / 2);
    const reach = (REACH * Math.min(box.width, box.height)) / view.scale;
    this.points = this.tool === "angle" || this.tool === "lean" ? begun(this.tool === "angle" ? 3 : 2, middle, reach).map((point) => inside(point, view.width, view.height)) : [];
  }

  move(index: number, to: Point, view: FrameView): void {
    this.points[index] = inside(to, view.width, view.height);
    this.moved = true;
  }

  /** Points that a person has set are on the image, and nothing keeps them yet. */
  get unkept(): boolean {
    return this.moved && this.points.length > 0;
  }

  putAway(): void {
    [this.tool, this.points] = ["", []];
  }

  choose(one: Measure): void {
    this.shown = one;
    this.chosen = one.id;
  }

  keep(view: FrameView, file_us: number): Promise<boolean> {
    const [one, second, third] = $state.snapshot(this.points) as Point[];
    const on = { frame: view.frame, file_us, width: view.width, height: view.height, side: this.side || null, joint: this.joint || null, phase: this.phase || null, note: "" };
    const content: Content = this.tool === "angle" ? { kind: "angle", ...on, one: one!, vertex: second!, other: third!, convention: this.convention } : { kind: "lean", ...on, one: one!, other: second! };
    return this.save(content);
  }

  mark(view: FrameView, file_us: number, event: Event, side: Side): Promise<boolean> {
    return this.save({ kind: "mark", frame: view.frame, file_us, event, side, note: "" });
  }

  /** The same number at each try of the same measure: an answer that is lost makes no second one, and what is set anew is another. */
  private async save(content: Content): Promise<boolean> {
    const said = JSON.stringify(content);
    if (said !== this.tried) this.number = crypto.randomUUID();
    this.tried = said;
    const done = await this.acting.run("save", async () => void (this.told = await post<Measures>(this.url, { id: this.number, content })));
    if (done) this.number = crypto.randomUUID();
    return done;
  }

  bin(one: Measure): Promise<boolean> {
    return this.acting.run(one.id, async () => {
      await remove(`${this.url}/${one.id}`);
      if (this.shown?.id === one.id) this.shown = null;
      this.told = await get<Measures>(this.url);
    });
  }

  restore(id: string): Promise<boolean> {
    return this.acting.run(id, async () => void (this.told = await post<Measures>(`${this.url}/${id}/restore`)));
  }
}
