import { Spin } from 'antd';

/** Something is on its way; quiet, and in the middle of what it will fill. */
export function PageLoading() {
  return (
    <div role="status" aria-live="polite" style={{ display: 'grid', placeItems: 'center', minHeight: 240 }}>
      <Spin />
    </div>
  );
}
