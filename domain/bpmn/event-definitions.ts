import { readElements, type ModdleElement } from './moddle-element';

/** What triggers an event, or what it results in; `unsupported` covers the definitions that are refused. */
export type EventTrigger = 'none' | 'message' | 'timer' | 'error' | 'terminate' | 'unsupported';

const TRIGGERS: Readonly<Record<string, EventTrigger>> = {
  'bpmn:MessageEventDefinition': 'message',
  'bpmn:TimerEventDefinition': 'timer',
  'bpmn:ErrorEventDefinition': 'error',
  'bpmn:TerminateEventDefinition': 'terminate',
};

/** Its own definitions and the reusable ones it refers to (BPMN 2.0.2 §10.5.1). */
export function eventDefinitionsOf(event: ModdleElement): readonly ModdleElement[] {
  return [...readElements(event, 'eventDefinitions'), ...readElements(event, 'eventDefinitionRef')];
}

export function triggerOf(event: ModdleElement): EventTrigger {
  const [definition, second] = eventDefinitionsOf(event);
  if (!definition) return 'none';
  if (second) return 'unsupported';
  return TRIGGERS[definition.$type] ?? 'unsupported';
}
