# Writes OUTPUT, a C file that defines library_embedded[]: name and bytes of each of FILES.
# Line ends become LF, so that the command is the same whatever a checkout did to the files.
set(arrays "")
set(rows "")
set(n 0)
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(..)" "\\1 " hex "${hex}")
  string(REPLACE "0d 0a " "0a " hex "${hex}")
  string(REGEX REPLACE "(..) " "0x\\1," hex "${hex}")
  string(LENGTH "${hex}" length)
  math(EXPR length "${length} / 5")
  string(APPEND arrays "static const char file_${n}[] = {${hex}0};\n")
  string(APPEND rows "    {TEXT_INIT(\"${name}\"), {file_${n}, ${length}}},\n")
  math(EXPR n "${n} + 1")
endforeach()
# Bytes of 0x80 and up would be out of range for a signed char; the files are ASCII, and the cast says so.
file(WRITE ${OUTPUT} "#include \"library.h\"\n\n${arrays}\nconst struct embedded_file library_embedded[] = {\n${rows}    {{0, 0}, {0, 0}},\n};\n")
