/** Asks, but those who ask the same while the answer is under way share it: readers tend to miss the same at the same moment. */
export const shareAnswers = <Question extends (string | number)[], Answer>(
  ask: (...question: Question) => Promise<Answer>,
): ((...question: Question) => Promise<Answer>) => {
  const underWay = new Map<string, Promise<Answer>>();
  return (...question) => {
    const name = question.join(' ');
    const running = underWay.get(name);
    if (running) return running;
    const answer = ask(...question).finally(() => underWay.delete(name));
    underWay.set(name, answer);
    return answer;
  };
};
