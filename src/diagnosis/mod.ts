/** From a failing config to a proven cause: mechanisms, their cures, and the experiment that proves them. */
export { diagnose, type DiagnoseOptions } from "./diagnose.ts";
export type { LaboratoryOptions } from "./laboratory.ts";
export { diagnoseLog } from "./log/diagnose_log.ts";
