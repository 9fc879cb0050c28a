/** From an `OptimizerSpec` to a `tf.Optimizer`: the rules of tf.train, clipping and schedules around any optimizer. */
export * from "./clip_by_global_norm.ts";
export * from "./clip_by_value.ts";
export * from "./decorator.ts";
export { FromOracle } from "./from_oracle.ts";
export * from "./linear_dynamics.ts";
export * from "./make_optimizer.ts";
export * from "./optimizer.ts";
export * from "./oracles/mod.ts";
export * from "./rate_factor.ts";
export * from "./rules/mod.ts";
export * from "./scheduled.ts";
export * from "./set_learning_rate.ts";
export * from "./subject.ts";
export * from "./watched.ts";
