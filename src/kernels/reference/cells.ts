import type { Cell } from "../../core/mod.ts";
import type { CellMath } from "./cell_math.ts";
import { gru } from "./gru.ts";
import { lstm } from "./lstm.ts";
import { rnn } from "./rnn.ts";

/** The cells by name. */
export const CELL_MATH: Record<Cell, CellMath> = { rnn, gru, lstm };
