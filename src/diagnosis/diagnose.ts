import type { Diagnosis, TrainingConfig } from "../core/mod.ts";
import type { TrainOptions } from "../training/mod.ts";

/** How a failing config is diagnosed. */
export interface DiagnoseOptions
  extends Pick<TrainOptions, "backend" | "subject" | "problem" | "data" | "signal" | "deadline"> {
  /** Paired fresh seeds of the proof, 10..100. Default 10. */
  seeds?: number;
  /** Told what is tried, before it is. */
  onTrial?: (what: string) => void;
}

/** Why a config fails. */
export function diagnose(_config: TrainingConfig, _options: DiagnoseOptions = {}): Promise<Diagnosis> {
  return Promise.reject(new Error("in the making"));
}
