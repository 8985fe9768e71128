import { parseExpression } from 'feelin';

/** Why an expression is refused at publication. */
export interface FeelFault {
  readonly code: 'EXPRESSION_SYNTAX' | 'EXPRESSION_NOT_DETERMINISTIC';
  readonly message: string;
  /** 0-based offset in the expression. */
  readonly offset: number;
}

/** Functions that read the clock or make a random value: a replay or a test would see another answer than the first run. */
const NOT_DETERMINISTIC: ReadonlySet<string> = new Set([
  'now',
  'today',
  'current time',
  'current date',
  'current date and time',
  'random',
  'random number',
  'uuid',
]);

/** Words of the FEEL grammar (DMN 1.5 §10.3.1.2) that cannot stand as a name. */
const RESERVED_WORDS: ReadonlySet<string> = new Set(
  'null true false if then else for in return some every satisfies function and or between instance of not'.split(' '),
);

/** Names that would reach into the object that holds the variables. */
const UNSAFE_NAMES: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

/** The expression without the optional leading `=` of Camunda 8, and without the white space around it. */
export function stripFeelMarker(text: string): string {
  return text.trim().replace(/^=/, '').trim();
}

/** True for a `language` or `scriptFormat` that names FEEL: `feel`, `text/x-feel`, `https://www.omg.org/spec/DMN/20191111/FEEL/`… */
export function isFeelLanguage(language: string): boolean {
  return /(?:^|[^a-z])feel(?:[^a-z]|$)/i.test(language);
}

/** True for `a`, `a.b.c`: what a mapping may write to. Letters of any script; no spaces, no reserved word. */
export function isFeelNamePath(text: string): boolean {
  return text.split('.').every((name) => {
    return /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) && !RESERVED_WORDS.has(name) && !UNSAFE_NAMES.has(name);
  });
}

/**
 * The first reason not to accept a FEEL expression (without its `=`): it does not parse (DMN 1.5 §10.3.1.2), or it calls
 * something whose answer changes from run to run. Works on the parse tree, so a text such as `"now()"` is just a text.
 */
export function checkFeel(expression: string): FeelFault | undefined {
  try {
    return findSyntaxFault(expression) ?? findClockCall(expression);
  } catch (error) {
    return { code: 'EXPRESSION_SYNTAX', message: (error as Error).message.replace(/\s+/g, ' '), offset: 0 };
  }
}

type Tree = ReturnType<typeof parseExpression>;
type SyntaxNode = Tree['topNode'];

function parse(expression: string): Tree {
  return parseExpression(expression, {}, undefined);
}

function findSyntaxFault(expression: string): FeelFault | undefined {
  let offset: number | undefined;
  parse(expression).iterate({
    enter(node) {
      if (offset !== undefined) return false;
      if (node.type.isError || isMisplacedTest(node.node)) offset = node.from;
      return offset === undefined;
    },
  });
  if (offset === undefined) return undefined;
  const near = expression.slice(offset, offset + 20).trim();
  const where = near === '' ? 'at its end' : `near "${near}"`;
  const hint = /^[$#]\{/.test(expression) ? '; ${…} is the language of Camunda 7, write FEEL' : '';
  return { code: 'EXPRESSION_SYNTAX', message: `this is not FEEL: ${where} (offset ${offset})${hint}`, offset };
}

/**
 * The parser also takes a unary test (`> 5`) where FEEL wants a value, so that `x == 1` reads as `x = (= 1)` and is
 * never true. Tests belong behind `in`, in a filter or between parentheses.
 */
function isMisplacedTest(node: SyntaxNode): boolean {
  if (node.name !== 'SimplePositiveUnaryTest' || node.firstChild?.name !== 'CompareOp') return false;
  return node.parent?.name === 'Expression' || node.parent?.name === 'Comparison';
}

interface NameUse {
  readonly name: string;
  readonly offset: number;
}

function findClockCall(expression: string): FeelFault | undefined {
  const calls: NameUse[] = [];
  const references: (NameUse & { readonly isSortArgument: boolean })[] = [];
  const declared = new Set<string>();
  let callsComputedFunction = false;
  const nameOf = (node: SyntaxNode) => normaliseName(expression.slice(node.from, node.to));

  parse(expression).iterate({
    enter({ node }) {
      if (node.name === 'Name') declared.add(nameOf(node));
      if (node.name === 'FunctionInvocation' && node.firstChild?.name !== 'VariableName') callsComputedFunction = true;
      if (node.name !== 'VariableName') return;
      const parent = node.parent;
      const isCallee = parent?.name === 'FunctionInvocation' && parent.firstChild?.from === node.from;
      const use = { name: nameOf(node), offset: node.from };
      if (isCallee) calls.push(use);
      else references.push({ ...use, isSortArgument: isArgumentOf(node, nameOf, 'sort') });
    },
  });

  const called = calls.find(({ name }) => NOT_DETERMINISTIC.has(name));
  // `today` alone may be a variable; it is the function only where the expression calls what it was given.
  const callsGivenFunction = callsComputedFunction || calls.some(({ name }) => declared.has(name));
  const passed = references.find(
    ({ name, isSortArgument }) => NOT_DETERMINISTIC.has(name) && (callsGivenFunction || isSortArgument),
  );
  const found = called ?? passed;
  if (!found) return undefined;
  const message = `${found.name}() gives another answer each time it is asked (offset ${found.offset})`;
  return { code: 'EXPRESSION_NOT_DETERMINISTIC', message, offset: found.offset };
}

function isArgumentOf(node: SyntaxNode, nameOf: (node: SyntaxNode) => string, functionName: string): boolean {
  const callee = node.parent?.parent?.name === 'FunctionInvocation' ? node.parent.parent.firstChild : null;
  return callee !== null && nameOf(callee) === functionName;
}

/** FEEL names: any white space between the words counts as one space (DMN 1.5 §10.3.1.4). */
function normaliseName(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
