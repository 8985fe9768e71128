import type { CompileContext } from './compile-context';
import { compileEvent } from './compile-event';
import { compileDefaultFlow, compileNodeBase } from './compile-node-base';
import { compileActivity } from './compile-task';
import type { DraftNode } from './process-draft';
import { noteDescriptiveParts, noteUnreadExtensions } from './unread-extensions';
import type { ElementKind, FlowNode } from './process-graph';

export function compileNode(context: CompileContext, node: DraftNode, kind: ElementKind): FlowNode {
  noteUnreadExtensions(context, node.element);
  noteDescriptiveParts(context, node.element);
  switch (kind) {
    case 'startEvent':
    case 'endEvent':
    case 'intermediateCatchEvent':
    case 'intermediateThrowEvent':
    case 'boundaryEvent':
      return compileEvent(context, node, kind);
    case 'task':
    case 'manualTask':
    case 'userTask':
    case 'serviceTask':
    case 'scriptTask':
    case 'sendTask':
    case 'receiveTask':
    case 'subProcess':
      return compileActivity(context, node, kind);
    // BPMN 2.0.2 §10.6: gateways
    case 'exclusiveGateway':
    case 'inclusiveGateway':
      return { ...compileNodeBase(context, node), ...compileDefaultFlow(node), kind };
    case 'parallelGateway':
    case 'eventBasedGateway':
      return { ...compileNodeBase(context, node), kind };
  }
}
