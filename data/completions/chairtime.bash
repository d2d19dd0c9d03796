# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of chairtime for bash. What there is, the program tells: chairtime help --all prints a
# line a command: its name, its synopsis and what it does, with tabs between.

_chairtime()
{
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
	local line= name best= synopsis= rest i

	case $before in
	--db | --script | -o)
		COMPREPLY=($(compgen -f -- "$word"))
		return ;;
	esac
	# The words of the command so far: what stands after the global options.
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		--db | --practice | --desk | --now | --script | --size | --show) ((i++)) ;;
		-*) [ -n "$line" ] && break ;;
		*) line+=${line:+ }${COMP_WORDS[i]} ;;
		esac
	done
	# The longest name that they begin with, and the words that can follow.
	local -A next=()
	while IFS=$'\t' read -r name synopsis _; do
		if [[ "$line " == "$name "* && ${#name} -gt ${#best} ]]; then
			best=$name
			rest=$synopsis
		fi
		if [[ -z $line || "$name " == "$line "* ]]; then
			name=${name#"$line"}
			name=${name# }
			[ -n "$name" ] && next[${name%% *}]=1
		fi
	done < <("${COMP_WORDS[0]}" help --all 2>/dev/null)
	if [[ $word == -* ]]; then
		if [ -n "$best" ]; then
			COMPREPLY=($(compgen -W "$(grep -oE -- '--[a-z][a-z-]*' <<<"$rest" | sort -u)" -- "$word"))
		else
			COMPREPLY=($(compgen -W '--db --practice --desk --now --script --size --show --help
				--version' -- "$word"))
		fi
	elif [ ${#next[@]} -gt 0 ]; then
		COMPREPLY=($(compgen -W "${!next[*]}" -- "$word"))
	else
		COMPREPLY=($(compgen -f -- "$word"))
	fi
} && complete -o filenames -F _chairtime chairtime
