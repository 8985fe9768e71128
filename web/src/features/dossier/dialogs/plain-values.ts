/** An optional text: nothing when it is empty. */
export function textOrNothing(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** The texts of a list that somebody has filled in. */
export function filledTexts(texts: readonly (string | undefined)[] | undefined): string[] {
  return (texts ?? []).flatMap((text) => textOrNothing(text) ?? []);
}
