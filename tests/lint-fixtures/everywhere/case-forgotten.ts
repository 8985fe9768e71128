// as: domain/fixture.ts
// refused by: @typescript-eslint/switch-exhaustiveness-check
export function describe(state: 'open' | 'closed'): string {
  switch (state) {
    case 'open':
      return 'is open';
  }
  return '';
}
