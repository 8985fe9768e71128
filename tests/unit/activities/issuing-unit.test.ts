import { issuerOf, placeOfIssue } from '../../../templates/documents/issuing-unit';
import { signAsHead } from '../../../activities/documents/people';

describe('who issues a paper', () => {
  it.each([
    ['Chi nhánh Văn phòng Đăng ký đất đai Đồng Xoài', null, 'Đồng Xoài'],
    ['Chi nhánh Văn phòng Đăng ký đất đai thành phố Đồng Xoài', null, 'Đồng Xoài'],
    ['Bộ phận Tiếp nhận và Trả kết quả Bù Gia Mập', null, 'Bù Gia Mập'],
    ['Ủy ban nhân dân xã Đăk Ơ', null, 'Đăk Ơ'],
    // decomposed letters, as some keyboards write them
    ['Chi nhánh Văn phòng Đăng ký đất đai Đồng Xoài'.normalize('NFD'), null, 'Đồng Xoài'],
    ['Bộ phận một cửa', 'Chi nhánh Chơn Thành', 'Chơn Thành'],
    ['Thuế Khu vực 7', 'Cục Thuế', '………………'],
    ['Một Cửa', null, '………………'],
  ])('%s under %s is in %s', (name, parentName, place) => {
    expect(placeOfIssue({ name, parentName })).toBe(place);
  });

  it('stands under the body above it, when there is one', () => {
    expect(issuerOf({ name: 'Chi nhánh', parentName: 'Văn phòng' })).toEqual({
      superior: 'Văn phòng',
      name: 'Chi nhánh',
    });
    expect(issuerOf({ name: 'Sở', parentName: null }).superior).toBeUndefined();
  });

  it.each([
    ['Giám đốc', 'Giám đốc'],
    ['Phó Giám đốc', 'KT. Giám đốc\nPhó Giám đốc'],
    ['', 'Thủ trưởng đơn vị'],
  ])('a head with the title "%s" signs as %j', (title, signs) => {
    expect(signAsHead({ name: 'Lệ', title })).toEqual({ title: signs, name: 'Lệ' });
  });

  it('without a head the name is left open', () => {
    expect(signAsHead(undefined)).toEqual({ title: 'Thủ trưởng đơn vị', name: undefined });
  });
});
