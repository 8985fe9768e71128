import { localDateOf } from '../../../domain/clock/instant';
import { periodNumber } from '../../../domain/reports/report-period';
import { reportCode } from '../../../templates/documents/case-codes';
import { renderPeriodicReport } from '../../../templates/documents/periodic-report';
import { OUTSIDE_RECEIVERS } from '../../../templates/documents/report-names';
import { reportSections } from '../../../templates/documents/report-sections';
import type { ReportTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import { noteAct, type ActContext } from '../../note-act';
import { ApiRefusal } from '../../problem-details';
import { paperHead } from '../../reports/paper-head';
import { renderReportSheet } from '../../reports/periodic-report-sheet';
import type { Services } from '../../services';
import { SHEET_TYPE } from '../statistics/handlers';
import { letterOf, readReport, type Asked } from './read-handlers';

type Context = Asked & ActContext & { readonly services: Services; readonly target: ReportTarget };

/** As an official paper; until it is signed it says that it is a draft. */
export async function exportReportPaper(context: Context): Promise<Answer> {
  const { services, target } = context;
  const { row, steps, figures, remarks, nameOf, byId } = await readDrawn(context);
  const { signed, sent } = target.state.data;
  const letter = sent ? letterOf(steps) : null;
  await noteExport(context, 'pdf');
  const receiver = row.receiverUnitId === null ? OUTSIDE_RECEIVERS : byId.get(row.receiverUnitId)?.name;
  const file = await renderPeriodicReport({
    ...paperHead(byId, row.unitId),
    ...(letter ? { number: letter.number } : {}),
    issuedAt: letter?.date ?? localDateOf(signed?.at ?? services.now().getTime()),
    ...{ code: reportCode(row.number), period: row.period, from: row.from, to: row.to },
    named: periodNumber(row.period, row.to),
    receiver: receiver ?? '………………',
    ...{ asOf: figures.told.asOf, sha256: figures.sha256, sections: reportSections(figures.told) },
    ...remarks,
    signer: { title: 'Thủ trưởng đơn vị', ...(signed ? { name: nameOf(signed.by) } : {}) },
    isDraft: signed === null,
  });
  return { file, mediaType: 'application/pdf', fileName: fileName(row, 'pdf') };
}

export async function exportReportSheet(context: Context): Promise<Answer> {
  const { row, figures } = await readDrawn(context);
  await noteExport(context, 'xlsx');
  const file = await renderReportSheet(reportSections(figures.told), figures.told.asOf);
  return { file, mediaType: SHEET_TYPE, fileName: fileName(row, 'xlsx') };
}

/** @throws ApiRefusal REPORT_NOT_DRAWN; Error for figures that are not those the report was drawn up with */
async function readDrawn({ services, target }: Context) {
  const { figures, ...report } = await readReport(services, target);
  if (!figures) throw new ApiRefusal('REPORT_NOT_DRAWN', 'The figures are not drawn up yet.');
  // Never on an official paper; the page shows it in red.
  if (!figures.intact) throw new Error(`the figures of report ${target.id} were changed in the database`);
  return { ...report, figures };
}

async function noteExport(context: Context, format: string): Promise<void> {
  await noteAct(context, {
    action: 'periodicReport.export',
    subject: { type: 'periodicReport', id: context.target.id },
    detail: { format },
  });
}

function fileName({ number, from, to }: { number: number; from: string; to: string }, ending: string): string {
  return `bao-cao-${reportCode(number)}-${from}-${to}.${ending}`;
}
