import type { Law } from "../law.ts";
import { noGradient, subset } from "./absent.ts";
import { agrees } from "./agrees.ts";
import { decorators } from "./decorators.ts";
import { finite } from "./finite.ts";
import { leak, tidy } from "./leak.ts";
import { minimize } from "./minimize.ts";
import { config, setters } from "./numbers.ts";
import { grouping, order } from "./order.ts";
import { rate } from "./rate.ts";
import { restoreLeak, resumes, snapshot } from "./saving.ts";
import { tellsNan } from "./tells_nan.ts";

/** All laws, in the order of reports. */
export const OPTIMIZER_LAWS: readonly Law[] = [
  agrees,
  finite,
  tellsNan,
  rate,
  order,
  grouping,
  noGradient,
  subset,
  resumes,
  snapshot,
  restoreLeak,
  leak,
  tidy,
  config,
  setters,
  minimize,
  decorators,
];
