/** From a `DatasetSpec` to typed arrays: labelled sequences, generated or one's own. */
export * from "./dataset.ts";
export * from "./own/labelled_sequences.ts";
export * from "./own/own_data.ts";
export * from "./own/parse_own_data.ts";
