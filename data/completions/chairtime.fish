# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of chairtime for fish. What there is, the program tells: chairtime help --all prints a
# line a command: its name, its synopsis and what it does, with tabs between.

function __chairtime_next
	set -l line (commandline -opc)
	set -e line[1]
	set -l said (string join ' ' -- $line)
	chairtime help --all 2>/dev/null | while read -l -d \t name synopsis help
		if test -z "$said"; or string match -q -- "$said *" $name
			set -l left (string trim -- (string replace -- "$said" '' $name))
			printf '%s\t%s\n' (string split ' ' -- $left)[1] $help
		end
	end
end

function __chairtime_options
	set -l line (commandline -opc)
	set -e line[1]
	set -l said (string join ' ' -- $line)
	chairtime help --all 2>/dev/null | while read -l -d \t name synopsis help
		if string match -q -- "$name *" "$said "
			string match -ra -- '--[a-z][a-z-]*' $synopsis
		end
	end
end

complete -c chairtime -f -a '(__chairtime_next)'
complete -c chairtime -n 'string match -q -- "-*" (commandline -ct)' -a '(__chairtime_options)'
complete -c chairtime -l db -r -F -d 'The store'
complete -c chairtime -s o -r -F
