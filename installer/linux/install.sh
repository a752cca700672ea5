#!/bin/sh
# Adds Shelfsight to the menu and the path of the person who runs this; --remove takes both away.
# The program stays where it was unpacked, and nobody's catalogue is touched.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
bin="$HOME/.local/bin"
share="${XDG_DATA_HOME:-$HOME/.local/share}"

if [ "${1:-}" = "--remove" ]; then
    rm -f "$bin/shelfsight" "$bin/shelfsight-window" "$share/applications/shelfsight.desktop" \
        "$share/man/man1/shelfsight.1"
    find "$share/icons/hicolor" -name 'shelfsight.png' -delete 2>/dev/null || true
    rm -f "$share/icons/hicolor/scalable/apps/shelfsight.svg"
    echo "Shelfsight is out of the menu. Delete $here to remove it; your catalogue stays in $share/shelfsight."
    exit 0
fi
mkdir -p "$bin" "$share/applications"
ln -sf "$here/shelfsight" "$bin/shelfsight"
ln -sf "$here/shelfsight-window" "$bin/shelfsight-window"
cp -R "$here/share/icons" "$here/share/man" "$share/"
sed "s|shelfsight-window|$bin/shelfsight-window|" "$here/share/applications/shelfsight.desktop" \
    > "$share/applications/shelfsight.desktop"
echo "Shelfsight is in the menu. The commands are in $bin."
