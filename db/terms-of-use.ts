import terms from './terms-of-use.json';

interface TermsText {
  readonly title: string;
  readonly sections: readonly string[];
}

/**
 * What everybody accepts at his first sign-in (A7.2a, A7.2b). A changed text gets a new version, and is then asked of everybody
 * again.
 */
export const TERMS_OF_USE: { readonly version: string; readonly vi: TermsText; readonly en: TermsText } = terms;
