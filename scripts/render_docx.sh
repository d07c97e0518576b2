#!/bin/sh
# Render DOCX files to PDF and to one PNG a page, to look at them.
#
#   scripts/render_docx.sh OUT FILE.docx...
#
# Installs LibreOffice, poppler and Noto CJK through apt where they are
# missing (needs root for that). The fonts that the papers name are not free;
# for looking only, similar free ones stand in for them.
set -eu

if [ $# -lt 2 ]; then
    echo "usage: $0 OUT FILE.docx..." >&2
    exit 2
fi
out=$1
shift
mkdir -p "$out"

if ! command -v soffice >/dev/null || ! command -v pdftoppm >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends \
        libreoffice-writer poppler-utils fonts-noto-cjk fonts-liberation
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

alias_font() {
    printf '<match target="pattern"><test name="family" qual="any">'
    printf '<string>%s</string></test>' "$1"
    printf '<edit name="family" mode="assign" binding="strong">'
    printf '<string>%s</string></edit></match>\n' "$2"
}
{
    echo '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    echo '<fontconfig><include>/etc/fonts/fonts.conf</include>'
    for name in 仿宋_GB2312 仿宋 楷体_GB2312 楷体 宋体 方正小标宋简体; do
        alias_font "$name" 'Noto Serif CJK SC'
    done
    alias_font 黑体 'Noto Sans CJK SC'
    alias_font 'Times New Roman' 'Liberation Serif'
    echo '</fontconfig>'
} >"$work/fonts.conf"

FONTCONFIG_FILE="$work/fonts.conf" soffice \
    "-env:UserInstallation=file://$work/profile" \
    --headless --convert-to pdf --outdir "$out" "$@" >/dev/null

for file in "$@"; do
    name=$(basename "$file" .docx)
    pdftoppm -r "${DPI:-80}" -png "$out/$name.pdf" "$out/$name"
done
ls "$out"/*.png
