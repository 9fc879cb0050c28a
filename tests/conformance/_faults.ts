// Long because it is a table, a class a fault.
import * as tf from "@tensorflow/tfjs";
import type { Gradients } from "../../src/optimizers/mod.ts";
import { listOf, Right } from "./_planted.ts";

/** Faults, each with the laws that must tell of it; others may, too. */
export const PLANTED: Record<string, { make: new (rate: number) => Right; laws: string[] }> = {
  "a rate of a thousandth more": {
    make: class extends Right {
      constructor(rate: number) {
        super(rate * 1.001);
      }
    },
    laws: ["agrees"],
  },
  "0 / 0 where the gradient is 0": {
    make: class extends Right {
      override update(name: string, gradient: tf.Tensor) {
        const scaled = tf.tidy(() => tf.mul(gradient, tf.div(gradient, gradient)));
        super.update(name, scaled);
        scaled.dispose();
      }
    },
    laws: ["finite"],
  },
  "a NaN taken for 0": {
    make: class extends Right {
      override update(name: string, gradient: tf.Tensor) {
        const cleaned = tf.tidy(() => tf.where(tf.isNaN(gradient), tf.zerosLike(gradient), gradient));
        super.update(name, cleaned);
        cleaned.dispose();
      }
    },
    laws: ["tells-nan"],
  },
  "a NaN that spreads over the variable": {
    make: class extends Right {
      override update(name: string, gradient: tf.Tensor) {
        const spread = tf.tidy(() => tf.add(gradient, tf.mul(0, tf.sum(gradient))));
        super.update(name, spread);
        spread.dispose();
      }
    },
    laws: ["tells-nan"],
  },
  "the rate counts twice": {
    make: class extends Right {
      constructor(rate: number) {
        super(rate * rate);
      }
    },
    laws: ["agrees", "rate"],
  },
  "state by place": {
    make: class extends Right {
      override applyGradients(gradients: Gradients) {
        listOf(gradients).forEach(({ name, tensor }, place) => {
          const { shape } = tf.engine().registeredVariables[name], own = this.velocity(String(place), shape);
          this.velocities.set(name, own);
          if (tensor) this.update(name, tensor);
          this.velocities.delete(name);
        });
        this.incrementIterations();
      }
    },
    laws: ["order", "subset"],
  },
  "the gradient's norm is that of its variable": {
    make: class extends Right {
      override update(name: string, gradient: tf.Tensor) {
        const unit = tf.tidy(() => tf.div(gradient, tf.maximum(1, tf.norm(gradient))));
        super.update(name, unit);
        unit.dispose();
      }
    },
    laws: ["agrees", "grouping"],
  },
  "velocity decays without a gradient": {
    make: class extends Right {
      override applyGradients(gradients: Gradients) {
        super.applyGradients(gradients);
        for (const { name, tensor } of listOf(gradients)) {
          if (tensor || !this.velocities.has(name)) continue;
          const velocity = this.velocities.get(name)!;
          tf.tidy(() => velocity.assign(tf.mul(velocity, 0.5)));
        }
      }
    },
    laws: ["no-gradient"],
  },
  "weights move on without a gradient": {
    make: class extends Right {
      override applyGradients(gradients: Gradients) {
        super.applyGradients(gradients);
        const given = listOf(gradients).map(({ name }) => name);
        for (const [name, velocity] of this.velocities) {
          const variable = tf.engine().registeredVariables[name];
          if (given.includes(name) || !variable) continue;
          tf.tidy(() => variable.assign(tf.sub(variable, tf.mul(velocity, this.learningRate))));
        }
      }
    },
    laws: ["subset"],
  },
  "nothing is restored": {
    make: class extends Right {
      override setWeights() {
        return Promise.resolve();
      }
    },
    laws: ["resumes"],
  },
  "weights that are neither of then nor of now": {
    make: class extends Right {
      override async getWeights() {
        const weights = await super.getWeights();
        this.given.push(...weights.slice(1).map(({ tensor }) => tensor));
        return weights;
      }
      given: tf.Tensor[] = [];
      override update(name: string, gradient: tf.Tensor) {
        super.update(name, gradient);
        for (const tensor of this.given) if (!tensor.isDisposed) (tensor.dataSync() as Float32Array)[0] += 1;
      }
      override dispose() {
        tf.dispose(this.given);
        super.dispose();
      }
    },
    laws: ["snapshot"],
  },
  "restoring leaks what it replaces": {
    make: class extends Right {
      override forget() {}
      override dispose() {
        super.forget();
      }
    },
    laws: ["restore-leak"],
  },
  "a tensor a step is left": {
    make: class extends Right {
      override update(name: string, gradient: tf.Tensor) {
        super.update(name, gradient);
        tf.keep(tf.scalar(1));
      }
    },
    laws: ["leak"],
  },
  "a tensor a step is kept to the end": {
    make: class extends Right {
      #kept: tf.Tensor[] = [];
      override update(name: string, gradient: tf.Tensor) {
        super.update(name, gradient);
        this.#kept.push(tf.keep(tf.scalar(1)));
      }
      override dispose() {
        tf.dispose(this.#kept);
        super.dispose();
      }
    },
    laws: ["leak"],
  },
  "dispose does nothing": {
    make: class extends Right {
      override dispose() {}
    },
    laws: ["leak", "restore-leak"],
  },
  "a plain tensor is not kept": {
    make: class extends Right {
      half = tf.scalar(0.5);
      override setMomentum() {}
      override update(name: string, gradient: tf.Tensor) {
        this.momentum = this.half.dataSync()[0];
        super.update(name, gradient);
      }
      override dispose() {
        this.half.dispose();
        super.dispose();
      }
    },
    laws: ["tidy"],
  },
  "the config tells half the momentum": {
    make: class extends Right {
      override getConfig() {
        return { learningRate: this.learningRate, momentum: this.momentum / 2 };
      }
    },
    laws: ["config"],
  },
  "a setter that sets nothing": {
    make: class extends Right {
      override setMomentum() {}
    },
    laws: ["setters"],
  },
  "minimize steps twice": {
    make: class extends Right {
      override minimize(...args: Parameters<Right["minimize"]>) {
        super.minimize(...args)?.dispose();
        return super.minimize(...args);
      }
    },
    laws: ["minimize"],
  },
  "the rate is read once": {
    make: class extends Right {
      #own?: number;
      override update(name: string, gradient: tf.Tensor) {
        this.#own ??= this.learningRate;
        this.learningRate = this.#own;
        super.update(name, gradient);
      }
    },
    laws: ["agrees"],
  },
  "a rate that a schedule sets is squared": {
    make: class extends Right {
      setLearningRate(rate: number) {
        this.learningRate = rate * rate;
      }
    },
    laws: ["decorators"],
  },
};
