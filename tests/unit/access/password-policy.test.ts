import { dictionary } from '@zxcvbn-ts/language-common';
import fc from 'fast-check';
import { judgePassword, normalisePassword } from '../../../domain/access/password-policy';

const owner = { username: 'canbo1.dongxoai', displayName: 'Phạm Quốc Bảo', unitName: 'Chi nhánh Đồng Xoài' };
const lengths = { min: 12, max: 128 };
const listed = new Set(dictionary['passwords'].map(String));
const judge = (password: string, of = owner) => judgePassword(password, of, lengths, (text) => listed.has(text));

describe('a new password', () => {
  it.each([
    'thuyền giấy trôi ngang cầu',
    'correct horse battery staple',
    'Mat-khau-thu-2026-nhung-dai-hon',
    'x7#kQ9!mZ2pL',
    '🌳🌾🌻🍀🌵🌴🍁🍂🌿🌱🌲🌼',
    'a'.repeat(1) + 'kdjwoqpmzvbx'.repeat(10),
  ])('%p is taken', (password) => expect(judge(password)).toEqual([]));

  it.each([
    ['ngắn quá', ['tooShort']],
    ['🌳🌾🌻🍀🌵🌴🍁🍂🌿🌱🌲', ['tooShort']],
    ['kdjwoqpmzvbx'.repeat(11), ['tooLong']],
    ['canbo1.dongxoai', ['personal', 'common']],
    ['Phạm Quốc Bảo 1', ['personal']],
    ['phamquocbao2026!', ['personal']],
    ['Chi nhánh Đồng Xoài', ['personal']],
    ['dongxoai@2026', ['personal', 'common']],
    ['password123456', ['common']],
    ['Password@2026!', ['common']],
    ['matkhau123456', ['common']],
    ['Mật khẩu 2026', ['common']],
    ['aaaaaaaaaaaaaa', ['common']],
    ['abcabcabcabcabc', ['common']],
    ['123456789012345', ['common']],
    ['qwertyuiopasdf', ['common']],
    ['lkjhgfdsapoiuytrewq', ['common']],
  ])('%p is refused: %p', (password, faults) => expect(judge(password)).toEqual(faults));

  it('counts characters, not the bytes or halves they are made of', () => {
    expect(judge('ươừứộệẫẵặẩễơ')).toEqual([]);
    expect(judge('🌳'.repeat(6))).toContain('tooShort');
  });

  it('is not asked for kinds of characters: letters alone do', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'bcdfghjkmnpqrstvwxz'), { minLength: 24, maxLength: 40 }), (letters) => {
        const password = letters.join('');
        fc.pre(new Set(letters).size > 8);
        expect(judge(password)).toEqual([]);
      }),
    );
  });

  it('is the same whichever way a keyboard composes its letters', () => {
    expect(normalisePassword('Mật khẩu'.normalize('NFD'))).toBe('Mật khẩu'.normalize('NFC'));
    expect(judge('thuyền giấy'.normalize('NFD'))).toEqual(['tooShort']);
  });

  it('may hold a short name or a name among much else', () => {
    expect(judge('an sâm bảo thuyền giấy', { username: 'an', displayName: 'An', unitName: 'Sở' })).toEqual([]);
    expect(judge('canbo1.dongxoai có con mèo vàng rất lười')).toEqual([]);
  });

  it.each([...listed].filter((text) => text.length >= 12).slice(0, 308))('%p, of the leaked lists, is not', (text) => {
    expect(judge(text)).toContain('common');
    expect(judge(text.toUpperCase())).toContain('common');
  });
});
