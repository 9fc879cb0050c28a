/** How long a loop may run before it lets timers and signals through, ms. */
const BREATH = 100;

/** Lets timers and signals through now and then: by a timer, as an immediate callback leaves no turn to a Ctrl-C. */
export function breathing(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() <= last + BREATH) return;
    await new Promise((resume) => setTimeout(resume, 0));
    last = performance.now();
  };
}
