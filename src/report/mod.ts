/** Text for people from results. */
export * from "./check_text.ts";
export * from "./config_text.ts";
