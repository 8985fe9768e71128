import { withoutAccents } from '../../../bench/data/list-requests';

test.each([
  ['Nguyễn Thị Hường', 'nguyen thi huong'],
  ['Điểu Đặng', 'dieu dang'],
  ['abc 12', 'abc 12'],
])('%s is typed as %s', (name, typed) => {
  expect(withoutAccents(name)).toBe(typed);
});
