import minimist from "npm:minimist@^1.2.8";
export const parseArgs = minimist;
