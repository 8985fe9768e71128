import { appraiseAndAskTax, issueCertificate, payTaxes } from '../handle-dossier';
import { PEOPLE } from '../office';
import type { Story } from '../story';
import { waitFor } from '../wait-for';

/** Public states on the way of a taxed dossier (domain-facts §3.3). */
const EXPECTED_STATES = [2, 4, 6, 4, 9, 10];

/** Received elsewhere: the one-stop system sends the dossier, and hears of every change of its public state. */
export const oneStop: Story = {
  name: 'one-stop',
  title: 'A dossier from the one-stop system: sent twice, taken once; its states go back',
  async play(stage) {
    const { office, simulators, checks } = stage;
    await simulators.sendOneStopTwice(true);
    const sent = await simulators.submitAtOneStop();
    await simulators.sendOneStopTwice(false);
    checks.equal('it is taken', sent.httpStatus, 201);
    const { dossierId, code } = JSON.parse(sent.apiAnswer ?? '{}') as { dossierId: string; code: string };
    stage.follow(dossierId);
    stage.tell(`${sent.MaHoSo} has become ${code}`);
    const found = await office.api.get<{ items: { id: string }[] }>(
      `/dossiers?q=${encodeURIComponent(code)}`,
      PEOPLE.officer,
    );
    checks.equal(
      'dossiers made of the two messages',
      found.items.map(({ id }) => id),
      [dossierId],
    );
    const page = await office.page(dossierId);
    checks.equal(
      'its code over there, how it came, scans',
      [page.externalCode, page.channel, page.attachments.length],
      [sent.MaHoSo, 'ONLINE', 5],
    );

    const soPhieu = await appraiseAndAskTax(stage, dossierId, code);
    await payTaxes(stage, dossierId, code, soPhieu);
    await issueCertificate(stage, dossierId, code, { serial: 'AA 00000007', receiver: 'Nguyễn Thị Hồng Nhung' });
    const progress = await waitFor('the last state at the one-stop system', async () => {
      const entries = await simulators.listProgress(sent.MaHoSo);
      return entries.at(-1)?.entry.TrangThai === 10 && entries;
    });
    checks.equal(
      'public states pushed back',
      progress.map(({ entry }) => entry.TrangThai),
      EXPECTED_STATES,
    );
    checks.check(
      'in order, none late',
      progress.every(({ late }) => !late),
      progress,
    );
  },
};
