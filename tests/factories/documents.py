"""Documents made in memory: PDF, Word, OpenDocument and PowerPoint, honest and hostile ones."""

import io
import zipfile

import typst

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_OFFICE = "http://schemas.openxmlformats.org"
_TYPES = "application/vnd.openxmlformats-officedocument"


def pdf(*pages: str) -> bytes:
    """pdf("Seite eins", "Seite zwei")"""
    return typst.compile("#pagebreak()\n".join(f"{text}\n" for text in pages).encode())


def packed(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def docx(*paragraphs: str, **parts: str | bytes) -> bytes:
    """With a comment's reference and a deleted word, which nobody reads on paper."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    removed = "<w:p><w:del><w:r><w:delText>Geheimnis</w:delText></w:r></w:del></w:p>"
    return docx_of(f'{_XML}<w:document xmlns:w="{_OFFICE}/w"><w:body>{body}{removed}</w:body></w:document>', **parts)


def docx_of(document: str, **parts: str | bytes) -> bytes:
    kind = f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.wordprocessingml.document.main+xml"/>'
    types = f"{_XML}<Types>{kind}</Types>"
    return packed({"[Content_Types].xml": types, "word/document.xml": document, **parts})


def pptx(*slides: str) -> bytes:
    """The slides are stored in the opposite order: only the list of the presentation says which is first."""
    main, rel = f"{_OFFICE}/presentationml/2006/main", f"{_OFFICE}/officeDocument/2006/relationships"
    kind = f'<Override ContentType="{_TYPES}.presentationml.presentation.main+xml"/>'
    names = [f"slides/slide{len(slides) - number}.xml" for number in range(len(slides))]
    related = "".join(f'<Relationship Id="r{n}" Target="{name}"/>' for n, name in enumerate(names))
    listed = "".join(f'<p:sldId r:id="r{n}"/>' for n in range(len(slides)))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f"{_XML}<Types>{kind}</Types>",
        "ppt/_rels/presentation.xml.rels": f"{_XML}<Relationships>{related}</Relationships>",
        "ppt/presentation.xml": f'{_XML}<p:x xmlns:p="{main}" xmlns:r="{rel}">{listed}</p:x>',
    }
    shown = zip(names, slides, strict=True)
    parts |= {f"ppt/{n}": f'{_XML}<s xmlns:a="{main}"><a:p><a:t>{text}</a:t></a:p></s>' for n, text in shown}
    return packed(parts)


def odt(*paragraphs: str, manifest: str = "<manifest/>") -> bytes:
    body = "".join(f"<t:p>{text}<t:tab/><o:annotation><t:p>Randnotiz</t:p></o:annotation></t:p>" for text in paragraphs)
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'{_XML}<o:doc xmlns:o="urn:office" xmlns:t="urn:text">{body}</o:doc>',
            "META-INF/manifest.xml": manifest,
        }
    )


BILLION_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><x><p>&j;</p></x>"
)
