# SPDX-License-Identifier: Apache-2.0
# cmake -DNODE=… -DWEB=… -DOUT=… -P bundle.cmake: makes the bundle of the pages, or, without node or the npm packages, one with a page that
# says what is missing (the program is built all the same).
if(NODE AND EXISTS ${WEB}/node_modules/.package-lock.json)
  execute_process(COMMAND ${NODE} ${WEB}/build.mjs ${OUT} WORKING_DIRECTORY ${WEB} RESULT_VARIABLE FAILED)
  if(FAILED)
    message(FATAL_ERROR "the pages could not be built")
  endif()
else()
  if(NODE)
    set(MISSING "the npm packages of web/ (npm ci in that folder, or ./run with a network, fetches them)")
  else()
    set(MISSING "Node.js (the package nodejs)")
  endif()
  message(WARNING "The web pages are left out of the program, as this is missing: ${MISSING}")
  set(PAGE "<!doctype html><html lang=\"en\"><title>Chancery</title><h1>The pages were not built</h1><p>What was missing: ${MISSING}. Build again \
when it is there. The interface at /api/v1 works without them.</p></html>")
  string(LENGTH "${PAGE}" LENGTH)
  string(SHA256 HASH "${PAGE}")
  file(WRITE ${OUT} "/\ttext/html; charset=utf-8\t\"${HASH}\"\t-\t-\t0\t${LENGTH}\n\n${PAGE}")
endif()
