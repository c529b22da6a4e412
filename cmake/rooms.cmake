# A room is one static library whose own folder is its include folder. Include folders travel with the
# links alone, so an #include that no arrow of the architecture allows does not compile.
include_guard(GLOBAL)

add_library(tracewpp_flags INTERFACE)
target_compile_definitions(tracewpp_flags INTERFACE
  $<$<NOT:$<BOOL:${WIN32}>>:_POSIX_C_SOURCE=200809L;_FILE_OFFSET_BITS=64>
  $<$<BOOL:${WIN32}>:__USE_MINGW_ANSI_STDIO=1;UNICODE;_UNICODE;WIN32_LEAN_AND_MEAN;_WIN32_WINNT=0x0A00>)
if(CMAKE_C_COMPILER_ID MATCHES "GNU|Clang" AND NOT MSVC)
  target_compile_options(tracewpp_flags INTERFACE
    -Wall -Wextra -Wshadow -Wpointer-arith -Wwrite-strings -Wvla
    $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes;-Wmissing-prototypes>)
endif()
if(TRACEWPP_SANITIZE)
  target_compile_options(tracewpp_flags INTERFACE -fsanitize=${TRACEWPP_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer -g)
  target_link_options(tracewpp_flags INTERFACE -fsanitize=${TRACEWPP_SANITIZE})
endif()

# tracewpp_room(name SOURCES a.c b.c LINKS other rooms and libraries)
function(tracewpp_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS" ${ARGN})
  add_library(${name} STATIC ${ROOM_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ROOM_LINKS} PRIVATE tracewpp_flags)
endfunction()

# tracewpp_command(name SOURCES main.c LINKS rooms): an executable in the build folder's bin/.
function(tracewpp_command name)
  cmake_parse_arguments(COMMAND "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${COMMAND_SOURCES})
  target_link_libraries(${name} PRIVATE ${COMMAND_LINKS} tracewpp_flags)
  if(MINGW)
    target_link_options(${name} PRIVATE -static -municode)
  endif()
endfunction()
