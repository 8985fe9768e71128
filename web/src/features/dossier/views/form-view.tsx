import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageLoading } from '../../../components/page-loading';
import { OpenPersonalData } from '../open-personal-data';
import { groupFacts } from '../schema-facts';
import { stepNames, useProcedure, type Dossier } from '../use-dossier';
import { usePersonalData } from '../use-personal-data';
import { FactsList } from './facts-list';

/** What was filed and what each step entered; personal data is covered until somebody says why he opens it. */
export function FormView({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const { data: procedure } = useProcedure(dossier.id);
  const { opened, open } = usePersonalData(dossier.id, dossier.seq);
  const form = opened?.form ?? dossier.form;
  const submission = procedure?.forms[procedure.submissionForm];
  return (
    <Card
      size="small"
      className="dossier-card"
      title={<h2 className="dossier-card-title">{t('form.title')}</h2>}
      extra={opened ? <span>{t('personal.opened')}</span> : <OpenPersonalData onOpen={open} />}
    >
      {procedure && submission ? (
        <>
          {groupFacts(submission.schema, submission.uiSchema, form).map(({ key, title, facts }) => (
            <section key={key} aria-label={title || t('form.others')}>
              <h3 className="dossier-group">{title || t('form.others')}</h3>
              <FactsList facts={facts} />
            </section>
          ))}
          <Steps dossier={dossier} form={form} forms={procedure.forms} />
        </>
      ) : (
        <PageLoading />
      )}
    </Card>
  );
}

interface StepsProps {
  readonly dossier: Dossier;
  readonly form: Dossier['form'];
  readonly forms: Readonly<Record<string, { readonly schema: object; readonly uiSchema: object }>>;
}

/** What each step entered; its form is the one that knows all its fields. */
function Steps({ dossier, form, forms }: StepsProps) {
  const steps = (form.steps ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const names = stepNames(dossier);
  return Object.entries(steps).map(([element, data]) => {
    const own = Object.values(forms).find(({ schema }) => knowsAll(schema, data));
    if (!own || Object.keys(data).length === 0) return null;
    const facts = groupFacts(own.schema as never, own.uiSchema as never, data).flatMap((group) => group.facts);
    return (
      <section key={element} aria-label={names.ofElement(element)}>
        <h3 className="dossier-group">{names.ofElement(element)}</h3>
        <FactsList facts={facts} />
      </section>
    );
  });
}

function knowsAll(schema: object, data: Readonly<Record<string, unknown>>): boolean {
  const { properties = {}, required = [] } = schema as {
    readonly properties?: object;
    readonly required?: readonly string[];
  };
  return Object.keys(data).every((key) => key in properties) && required.every((key) => key in data);
}
