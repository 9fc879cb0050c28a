import { AssertionError } from "@std/assert";
import { checkReport } from "../report/mod.ts";
import { checkStability } from "./check_stability.ts";
import type { CheckOptions } from "./options.ts";
import type { RunDetails } from "./run_details.ts";
