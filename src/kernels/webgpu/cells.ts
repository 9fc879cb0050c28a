import type { Cell } from "../../core/mod.ts";
import type { CellCode } from "./cell_code.ts";
import { gru } from "./gru.ts";
import { lstm } from "./lstm.ts";
import { rnn } from "./rnn.ts";

/** The cells by name. */
export const CELL_CODE: Record<Cell, CellCode> = { rnn, gru, lstm };
