import { lazy, Suspense } from 'react';
import type { JsonFormProps } from './json-form/json-form';
import { PageLoading } from './page-loading';

const JsonForm = lazy(async () => ({ default: (await import('./json-form/json-form')).JsonForm }));

/** The form builder is large: it is loaded when the first form is shown. */
export default function LazyJsonForm(props: JsonFormProps) {
  return (
    <Suspense fallback={<PageLoading />}>
      <JsonForm {...props} />
    </Suspense>
  );
}
