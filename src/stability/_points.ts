import { type Curve, InputError } from "../core/mod.ts";
import type { Row } from "./_row.ts";

/** A rounding error of a loss of 0, as a share of the largest loss. */
const ROUNDING = 1e-3;

/** Collects the points of a log in step order. */
export class Points {
  #step: number[] = [];
  #loss: number[] = [];
  #accuracy: number[] = [];
  /** Line number of each point. */
  #line: number[] = [];
  #rows = 0;
  #resumed: { line: number; step: number; times: number; replaced: number } | undefined;
  /** Whether the points are numbered, there being no steps in the log. */
  #numbered: boolean | undefined;

  /** @param numbered undefined: the first line with a loss decides, by having a step or not */
  constructor(numbered: boolean | undefined) {
    this.#numbered = numbered;
  }

  /** Adds a line unless it has a gap in step or loss. A step that is not above the last one replaces all from it on. */
  add({ step, loss, accuracy = NaN }: Row, line: number): void {
    if (loss !== undefined) this.#numbered ??= step === undefined;
    const at = this.#numbered ? this.#rows++ : step;
    if (at === undefined || loss === undefined) return;
    const steps = this.#step;
    if (at <= steps[steps.length - 1]) this.#goBack(at, line);
    steps.push(at);
    this.#loss.push(loss);
    this.#accuracy.push(Number.isFinite(accuracy) ? accuracy : NaN);
    this.#line.push(line);
  }

  #goBack(step: number, line: number): void {
    let left = this.#step.length;
    while (this.#step[left - 1] >= step) left--;
    this.#resumed ??= { line, step, times: 0, replaced: 0 };
    this.#resumed.times++;
    this.#resumed.replaced += this.#step.length - left;
    for (const list of [this.#step, this.#loss, this.#accuracy, this.#line]) list.length = left;
  }

  /** @throws {InputError} if there is no point, or an accuracy that can't be one */
  finish(place: string): { curve: Curve; warnings: string[] } {
    if (this.#loss.length === 0) throw new InputError(place, "must have a line with a step and a loss: it has none");
    const warnings: string[] = [];
    if (this.#numbered) warnings.push("there are no steps: the points are numbered from 0");
    if (this.#resumed) {
      const { line, step, times, replaced } = this.#resumed;
      warnings.push(
        `steps go back ${times === 1 ? "once" : `${times} times, first`} at line ${line}, to step ${step}: ` +
          `later points replace earlier ones from that step on, ${replaced} in all`,
      );
    }
    warnings.push(...this.#negative());
    const { accuracy, warning } = this.#accuracies(place);
    if (warning) warnings.push(warning);
    return { curve: { step: this.#step, loss: this.#loss, ...(accuracy && { accuracy }) }, warnings };
  }

  #negative(): string[] {
    let least = 0, largest = 0;
    this.#loss.forEach((value, i) => {
      if (!Number.isFinite(value)) return;
      if (value < 0 && !(value >= this.#loss[least])) least = i;
      largest = Math.max(largest, Math.abs(value));
    });
    if (!(this.#loss[least] < -ROUNDING * largest)) return [];
    return [
      `losses are below 0, the least at line ${this.#line[least]}: a judgement compares losses as ratios, which says ` +
      "little here; add a constant that makes the least possible loss 0",
    ];
  }

  /** Accuracies in 0..1; those in percent are recognised by most of them being above 1. */
  #accuracies(place: string): { accuracy?: number[]; warning?: string } {
    const accuracy = this.#accuracy, known = accuracy.filter(Number.isFinite);
    if (known.length === 0) return {};
    const above = known.filter((value) => value > 1).length;
    const percent = above > known.filter((value) => value > 0).length / 2;
    const wrong = accuracy.findIndex((value) => value < 0 || value > (percent ? 100 : 1) * (1 + 1e-6));
    if (wrong >= 0) {
      throw new InputError(
        place,
        `accuracy must be in 0..1, or all of it in percent: it is ${accuracy[wrong]} at line ${this.#line[wrong]}`,
      );
    }
    const scaled = accuracy.map((value) => Math.min(1, percent ? value / 100 : value));
    return { accuracy: scaled, warning: percent ? "accuracy is above 1: it was taken for percent" : undefined };
  }
}
