import { assertEquals } from "@std/assert";
import { faultOf, parsed, sequencesOf } from "./_texts.ts";

Deno.test("jsonl: lists of numbers or numbers, other keys ignored, blank lines and a byte order mark tolerated", async () => {
  const text = '\ufeff{"label": "b", "sequence": [1, 2]}\r\n\n{"id": 7, "sequence": [[3]], "label": "a"}';
  const data = await parsed(text, "a.jsonl");
  assertEquals(sequencesOf(data), [[[1], [2]], [[3]]]);
  assertEquals([data.classNames, [...data.classOf]], [["a", "b"], [1, 0]]);
});

Deno.test("jsonl: words of digits are words, numbers are numbers", async () => {
  const line = (label: unknown) => JSON.stringify({ label, sequence: [1] });
  const words = await parsed(["10", "9"].map(line).join("\n"), "a.jsonl");
  assertEquals([words.classNames, [...words.classOf]], [["10", "9"], [0, 1]]);
  const numbers = await parsed([1, 0, 2].map(line).join("\n"), "a.jsonl");
  assertEquals([numbers.classNames, [...numbers.classOf]], [["0", "1", "2"], [1, 0, 2]]);
});

Deno.test("jsonl: what is wrong is told with its line", async () => {
  const good = '{"label": "a", "sequence": [[1, 2]]}\n', line = (text: string) => good + text;
  const object = 'line 2 must be {"label": "up", "sequence": [[1, 2], [3, 4]]}, such an object: it is ';
  const cases: [string, string][] = [
    [line("[1]"), `${object}[1]`],
    [line("null"), `${object}null`],
    [line("{\x1b"), `${object}{\\x1b`],
    [line('{"label": 1}'), `${object}{"label": 1}`],
    [line('{"label": 1, "sequence": ["1"]}'), `${object}{"label": 1, "sequence": ["1"]}`],
    [line('{"label": "b", "sequence": []}'), "line 2 must have 1 to 1024 time steps: it has 0"],
    [line('{"label": true, "sequence": [[1, 2]]}'), "line 2 must have a label, a number or a word: it has true"],
    [line('{"sequence": [[1, 2]]}'), "line 2 must have a label, a number or a word: it has none"],
    [
      line('{"label": "b", "sequence": [[1, 2], [3]]}'),
      "line 2 must have 2 numbers a step, like the first: step 1 has 1",
    ],
    [
      line('{"label": "b", "sequence": [[1, null]]}'),
      "line 2 must have finite numbers within float32: step 0 has null",
    ],
    [
      line('{"label": "b", "sequence": [[1, 1e999]]}'),
      "line 2 must have finite numbers within float32: step 0 has Infinity",
    ],
    ['{"label": "b", "sequence": [[]]}', "line 1 must have 1 to 64 numbers a step: it has 0"],
    [good, 'must have labels of 2 to 64 classes: they are "a"'],
    [line('{"label": 0, "sequence": [[1, 2]]}'), 'must have labels that are all numbers or all words: they are "a", 0'],
    ["", "must have labels of 2 to 64 classes: there is none"],
  ];
  for (const [text, fault] of cases) assertEquals(await faultOf(text, "a.jsonl"), `a.jsonl: ${fault}`);
});

Deno.test("labels that are numbers must be 0 to K-1, each at least once", async () => {
  const faultOfLabels = (labels: number[]) =>
    faultOf(labels.map((label) => JSON.stringify({ label, sequence: [1] })).join("\n"), "a.jsonl");
  const fault = "a.jsonl: must have labels 0 to K-1, each at least once, if they are numbers: they are ";
  for (
    const [labels, shown] of [[[1, 2], "1, 2"], [[3, 0, 1], "0, 1, 3"], [[-1, 0], "-1, 0"], [
      [0, 0.5],
      "0, 0.5",
    ]] as const
  ) {
    assertEquals(await faultOfLabels([...labels]), `${fault}${shown}; number them so, or take words`);
  }
  const many = await faultOfLabels(Array.from({ length: 65 }, (_, k) => k));
  assertEquals(many, "a.jsonl: must have labels of 2 to 64 classes: they are 0, 1, 2, 3, 4, 5 and 59 more");
});
