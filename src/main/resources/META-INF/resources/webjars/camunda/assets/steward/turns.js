// Answers come in another order than they were asked for; only the last one counts.

const turns = new WeakMap();

/** Begins a turn of something: `const late = turn(box); … await …; if (late()) return;`. */
export const turn = of => {
  const mine = (turns.get(of) ?? 0) + 1;
  turns.set(of, mine);
  return () => turns.get(of) !== mine;
};
