import { scanXml, type XmlStartTag } from '../../../platform/xml-scan';

function scan(text: string) {
  const tags: XmlStartTag[] = [];
  const fault = scanXml(text, (tag) => tags.push(tag));
  return { tags: tags.map(({ name, line, column }) => `${name} ${line}:${column}`), fault };
}

describe('scanXml', () => {
  it('tells every start tag with its place, for all line ends', () => {
    expect(scan('<a>\n <b\n x="1"/>\r\n  <c>\r<d/></c></a>').tags).toEqual(['a 1:1', 'b 2:2', 'c 4:3', 'd 5:1']);
  });

  it('is not fooled by comments, CDATA, processing instructions and attribute values', () => {
    const text = `<a><!-- <b id="x"/> --><![CDATA[<c id="x"/>]]><?d <e/> ?><f g="1 > 2" h='"'/></a>`;
    expect(scan(text)).toEqual({ tags: ['a 1:1', 'f 1:58'], fault: undefined });
  });

  it('resolves namespaces by scope', () => {
    const tags: XmlStartTag[] = [];
    scanXml('<a xmlns="urn:1" xmlns:p="urn:2"><b xmlns="urn:3"/><c p:d="1" e="2"/></a>', (tag) => tags.push(tag));
    expect(tags.map(({ namespace }) => namespace)).toEqual(['urn:1', 'urn:3', 'urn:1']);
    expect(tags[2]?.attributes.map(({ namespace, localName }) => `${namespace} ${localName}`)).toEqual([
      'urn:2 d',
      ' e',
    ]);
  });

  it.each([
    ['', 1, 1],
    ['x', 1, 1],
    ['<a', 1, 3],
    ['<a>\n<b></a>', 2, 4],
    ['<a/><b/>', 1, 5],
    ['<a></a>x', 1, 8],
    ['</a>', 1, 1],
    ['<a b="1"c="2"/>', 1, 9],
    ['<a b/>', 1, 5],
    ['<a b=1/>', 1, 6],
    ['<a b="1" b="2"/>', 1, 10],
    ['<a b="<"/>', 1, 4],
    ['<a>&nbsp;</a>', 1, 4],
    ['<a>x & y</a>', 1, 6],
    ['<a b="&q;"/>', 1, 7],
    ['<p:a/>', 1, 1],
    ['<a><!-- -- --></a>', 1, 4],
    ['<a><!-- </a>', 1, 4],
    ['<a><![CDATA[ </a>', 1, 4],
    ['<a><? </a>', 1, 4],
    [' <?xml version="1.0"?><a/>', 1, 2],
    ['<!DOCTYPE a><a/>', 1, 1],
    ['<a>\u0007</a>', 1, 4],
    ['<1/>', 1, 2],
  ])('refuses %j at %i:%i', (text, line, column) => {
    expect(scan(text).fault).toMatchObject({ line, column });
  });
});
