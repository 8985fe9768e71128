import { withoutPersonalData } from '../../../api/routes/outbox/without-personal-data';

describe('an error as technicians see it', () => {
  it.each([
    ['550 5.1.1 <hong.nhung@example.vn>: user unknown', '550 5.1.1 <***@***>: user unknown'],
    ['no account of 070188001234', 'no account of ***'],
    ['cannot call +84 912 345 678 now', 'cannot call *** now'],
    ['connect ECONNREFUSED 127.0.0.1:8090', 'connect ECONNREFUSED 127.0.0.1:8090'],
    ['HTTP 503 after 15000 ms', 'HTTP 503 after 15000 ms'],
    ['lookup mail.example.vn failed', 'lookup mail.example.vn failed'],
  ])('%p is shown as %p', (text, shown) => {
    expect(withoutPersonalData(text)).toBe(shown);
  });

  it('nothing stays nothing', () => {
    expect(withoutPersonalData(null)).toBeNull();
  });
});
