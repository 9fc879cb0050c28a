/** From a `DatasetSpec` to typed arrays: labelled sequences, the same bits on every machine. */
export * from "./dataset.ts";
