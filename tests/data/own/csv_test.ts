import { assertEquals } from "@std/assert";
import { faultOf, parsed, sequencesOf } from "./_texts.ts";

const STEPS = "sequence,label,x,y\na,up,1,2\na,up,3,4.5\nb,down,-5e-1,6\n";

Deno.test("csv: a line a time step, sequences of unequal length", async () => {
  const data = await parsed(STEPS, "a.csv");
  assertEquals(sequencesOf(data), [[[1, 2], [3, 4.5]], [[-0.5, 6]]]);
  assertEquals([data.name, data.features, data.classNames, [...data.classOf]], ["a.csv", 2, ["down", "up"], [1, 0]]);
});

Deno.test("csv: a line a sequence, its cells the time steps, empty ones at its end none", async () => {
  const data = await parsed("label,t0,t1,t2\n1,5,6,7\n0,8,9,\n1,10\n", "a.csv");
  assertEquals(sequencesOf(data), [[[5], [6], [7]], [[8], [9]], [[10]]]);
  assertEquals([data.classNames, [...data.classOf]], [["0", "1"], [1, 0, 1]]);
});

Deno.test("csv: the columns in any order, quotes, comments, blank lines, a byte order mark, CRLF", async () => {
  const text =
    '\ufeff# made by hand\r\nx,"label",y,sequence\r\n1,"up, up",2,a\r\n\r\n 3 , "up, up" ,4.5,a\r\n-.5,down,6,b';
  const { digest, classNames } = await parsed(text, "b.csv");
  assertEquals([digest, classNames], [(await parsed(STEPS, "a.csv")).digest, ["down", "up, up"]]);
});

Deno.test("csv: what is wrong is told with its line", async () => {
  const lines = (line: string) => `${STEPS}${line}\n`;
  const cases: [string, string][] = [
    ["", 'must have a header with a column "label": it is empty'],
    ["x,y\n1,2", 'must have a header with one column "label" and one "sequence" at most: it is x,y'],
    ["label,label,x\n", 'must have a header with one column "label" and one "sequence" at most: it is label,label,x'],
    ["sequence,label\n", "must have a column of numbers: its header has none"],
    [STEPS.slice(0, 18), "must have labels of 2 to 64 classes: there is none"],
    [lines("c,up,1"), "line 5 must have 4 cells, like the header: it has 3"],
    [lines("c,up,1,"), "line 5 must have numbers in the columns beside label and sequence: it has an empty cell"],
    [lines("c,up,1,0x2"), "line 5 must have numbers in the columns beside label and sequence: it has 0x2"],
    [lines("c,up,1,NaN"), "line 5 must have numbers in the columns beside label and sequence: it has NaN"],
    [lines("c,up,1,1e39"), "line 5 must have finite numbers within float32: step 0 has 1e+39"],
    [lines("c,,1,2"), 'line 5 must have a label, a number or a word: it has ""'],
    [lines("b,up,1,2"), "line 5 must have the label of its sequence, down: it has up"],
    [lines("a,up,1,2"), "line 5 must have the lines of a sequence together: a was over before"],
    [lines('c,"up'), "must be CSV: Quote Not Closed: the parsing is finished with an opening quote at line 5"],
    [lines("c,up,1").replace("a,up,1,2\n", "a,up,1,2\r\n"), "line 5 must have 4 cells, like the header: it has 3"],
    ["label,t\n0,1\n1,2,3", "line 3 must have at most 2 cells, like the header: it has 3"],
    ["label,t,u\n0,,1\n1,2", "line 2 must have numbers in the columns beside label and sequence: it has an empty cell"],
    ["label,t,u\n0,,\n1,2", "line 2 must have 1 to 1024 time steps: it has 0"],
  ];
  for (const [text, fault] of cases) assertEquals(await faultOf(text, "a.csv"), `a.csv: ${fault}`);
});
