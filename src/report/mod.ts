/** Text and pages for people from results. */
export * from "./boundary_text.ts";
export * from "./check_text.ts";
export * from "./command_line.ts";
export * from "./config_text.ts";
export * from "./conformance_text.ts";
export * from "./diagnosis_text.ts";
export * from "./explanation_text.ts";
export * from "./failure_text.ts";
export * from "./json_text.ts";
export * from "./log_diagnosis_text.ts";
export * from "./page/diagnosis_page.ts";
export * from "./shell.ts";
export * from "./symptom_text.ts";
export * from "./wrap.ts";
