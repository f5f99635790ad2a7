# Final delivery that writes a field as MDaemon does, into a Maildir.
box="$1/$2"
mkdir -p "$box/tmp" "$box/new" "$box/cur" || exit 75
name=$(date +%s%N).$$
{ printf 'X-MDaemon-Deliver-To: %s@example.com\n' "$2"; cat; } > "$box/tmp/$name" || exit 75
mv "$box/tmp/$name" "$box/new/$name" || exit 75
