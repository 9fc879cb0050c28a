/**
 * What a worker of the pool runs: it loads the backend and the optimizer under test, then runs the cases it is sent.
 *
 * @module
 */
import { useBackend } from "../kernels/mod.ts";
import { runCase } from "./case.ts";
import type { Session } from "./session.ts";
import { type Answer, type Question, toThrown } from "./messages.ts";
import { propertyNamed } from "./properties.ts";
import { loadProblem, loadSubject } from "./modules.ts";

// The types of the main thread's global object lack it.
const { postMessage } = globalThis as unknown as { postMessage(answer: Answer): void };
let session: Session | undefined;
/** What is being answered: trainings of one thread must not overlap. */
let last = Promise.resolve();

addEventListener("message", (event) => {
  const { data } = event as MessageEvent<Question>;
  last = last.then(() => answerTo(data)).catch((error): Answer => ({ kind: "thrown", error: toThrown(error) }))
    .then(postMessage);
});

async function answerTo(question: Question): Promise<Answer> {
  if (question.kind === "start") {
    const { backend, subject, problem, data } = question;
    await useBackend(backend);
    session = {
      backend,
      data,
      subject: subject && await loadSubject(subject.module, { ...subject, backend }),
      problem: problem && await loadProblem(problem.module, { ...problem, backend }),
    };
    return { kind: "ready" };
  }
  const done = await runCase(propertyNamed(question.property), question.config, { ...session!, until: question.until });
  // What a subject left to fail where nobody catches it fails now: it belongs to this case.
  if (session!.subject || session!.problem) await new Promise((resume) => setTimeout(resume, 0));
  // Traces are long, and of what holds nobody looks at them again.
  return { kind: "case", case: done.verdict.kind === "violated" ? done : { ...done, runs: [] } };
}

// What nobody caught would be printed by the runtime, and end the worker without a word of why.
addEventListener("error", (event) => crashed(event, event.error ?? event.message));
addEventListener("unhandledrejection", (event) => crashed(event, event.reason));
addEventListener("unload", () => postMessage({ kind: "crashed", reason: "it ended itself, as Deno.exit does" }));

function crashed(event: Event, reason: unknown): void {
  event.preventDefault();
  postMessage({ kind: "crashed", reason: String(reason) });
}
