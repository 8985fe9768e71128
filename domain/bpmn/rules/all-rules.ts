import { checkBoundaryNotOnActivity } from './boundary-not-on-activity';
import { checkBoundaryWithoutOutgoing } from './boundary-without-outgoing';
import { checkConditionMissing } from './condition-missing';
import { checkConditionNotAllowed } from './condition-not-allowed';
import { checkDefaultFlowInvalid } from './default-flow-invalid';
import { checkElementNotReachable } from './element-not-reachable';
import { checkEndEventMissing } from './end-event-missing';
import { checkErrorBoundaryNotInterrupting } from './error-boundary-not-interrupting';
import { checkEventGatewayMixedTriggers } from './event-gateway-mixed-triggers';
import { checkEventGatewayTargetInvalid } from './event-gateway-target-invalid';
import { checkFlowIntoBoundaryEvent } from './flow-into-boundary-event';
import { checkFlowIntoStartEvent } from './flow-into-start-event';
import { checkFlowOutOfEndEvent } from './flow-out-of-end-event';
import { checkMultipleNoneStartEvents } from './multiple-none-start-events';
import { checkScopeWithoutEntry } from './scope-without-entry';
import { checkStartEventMissing } from './start-event-missing';
import { checkSubprocessStartNotNone } from './subprocess-start-not-none';
import { checkUnsupportedAttribute } from './unsupported-attribute';
import { checkUnsupportedData } from './unsupported-data';
import type { Rule } from './rule';

/** The order does not matter: every rule reports for itself. */
export const ALL_RULES: readonly Rule[] = [
  checkBoundaryNotOnActivity,
  checkBoundaryWithoutOutgoing,
  checkConditionMissing,
  checkConditionNotAllowed,
  checkDefaultFlowInvalid,
  checkElementNotReachable,
  checkEndEventMissing,
  checkErrorBoundaryNotInterrupting,
  checkEventGatewayMixedTriggers,
  checkEventGatewayTargetInvalid,
  checkFlowIntoBoundaryEvent,
  checkFlowIntoStartEvent,
  checkFlowOutOfEndEvent,
  checkMultipleNoneStartEvents,
  checkScopeWithoutEntry,
  checkStartEventMissing,
  checkSubprocessStartNotNone,
  checkUnsupportedAttribute,
  checkUnsupportedData,
];
