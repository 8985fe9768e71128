import type { UnitKind } from '../../../domain/access/unit-kind';
import type { Act } from '../../../domain/cases/act';
import { renderHandoverMinutes } from '../../../templates/documents/handover-minutes';
import { handoverCode, projectCode } from '../../../templates/documents/case-codes';
import type { HandoverTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import { noteAct, type ActContext } from '../../note-act';
import { describeItems } from './describe-items';
import { readHandover, type Asked } from './read-handlers';

/** The minutes as things stand; who opens them is kept. */
export async function drawMinutes(context: Asked & ActContext & { readonly target: HandoverTarget }): Promise<Answer> {
  const { services, target } = context;
  const { row, steps, nameOf, byId } = await readHandover(services, target);
  const { giver, receiver } = target.state.data.signatures;
  const unitName = (id: string) => byId.get(id)?.name ?? id;
  const issuer = byId.get(row.giverUnitId);
  const superior = issuer?.parentId ? byId.get(issuer.parentId)?.name : undefined;
  const code = handoverCode(row.number);
  await noteAct(context, { action: 'document.read', subject: { type: 'handover', id: target.id } });
  const file = await renderHandoverMinutes({
    issuer: { name: issuer?.name ?? '………………', superior },
    place: '………………',
    issuedAt: (row.completedAt ?? services.now()).toISOString(),
    code,
    subject: row.subject,
    giver: unitName(row.giverUnitId),
    receiver: unitName(row.receiverUnitId),
    ...(row.project ? { project: `${projectCode(row.project.number)} – ${row.project.name}` } : {}),
    items: describeItems(target.state, steps, nameOf).map(({ name, kind, measure, expected, found, asListed }) => ({
      ...{ name, kind, measure, asListed },
      listed: expected.count,
      ...(found ? { counted: found.count } : {}),
      ...(expected.sha256 === null ? {} : { sha256: expected.sha256 }),
    })),
    ...(row.completedAt ? { completedAt: row.completedAt.toISOString() } : {}),
    signers: [
      { title: 'Đại diện bên giao', ...nameUnder(giver, issuer?.kind, nameOf) },
      { title: 'Đại diện bên nhận', ...nameUnder(receiver, byId.get(row.receiverUnitId)?.kind, nameOf) },
    ],
  });
  return { file, mediaType: 'application/pdf', fileName: `bien-ban-ban-giao-${code}.pdf` };
}

/** A contractor signs by hand: whoever recorded that here is not its representative. */
function nameUnder(signed: Act | null, kind: UnitKind | undefined, nameOf: (id: string) => string) {
  return signed && kind !== 'contractor' ? { name: nameOf(signed.by) } : {};
}
