/** What a column or key of a log can be. */
export type Role = "step" | "loss" | "accuracy";

/** Names of each role, lower case with `_` for anything but letters and digits; of several the first counts. */
const NAMES: Record<Role, string[]> = {
  step:
    "step global_step trainer_global_step steps iteration iterations iter iters it update updates batch epoch epochs"
      .split(" "),
  loss: "loss train_loss training_loss loss_train batch_loss train_loss_step train_batch_loss value".split(" "),
  accuracy:
    ("accuracy acc train_accuracy train_acc training_accuracy training_acc accuracy_train acc_train batch_accuracy " +
      "categorical_accuracy sparse_categorical_accuracy binary_accuracy").split(" "),
};

/** Role and rank (0 = counts first) by normal name. */
const ROLES: Map<string, { role: Role; rank: number }> = new Map(
  Object.entries(NAMES).flatMap(([role, names]) => names.map((name, rank) => [name, { role: role as Role, rank }])),
);

/** Whether the steps of a log with these names are epochs. */
export function countsEpochs(names: string[]): boolean {
  const { step } = findRoles(names);
  return step !== undefined && /^epochs?$/i.test(names[step].trim());
}

/** For each role, which of `names` it is (the index); roles that none is are left out. */
export function findRoles(names: string[]): Partial<Record<Role, number>> {
  const found: Partial<Record<Role, number>> = {}, ranks = { step: Infinity, loss: Infinity, accuracy: Infinity };
  names.forEach((name, i) => {
    const known = ROLES.get(name.trim().toLowerCase().replaceAll(/[^a-z0-9]+/g, "_"));
    if (known === undefined || known.rank >= ranks[known.role]) return;
    found[known.role] = i;
    ranks[known.role] = known.rank;
  });
  return found;
}
