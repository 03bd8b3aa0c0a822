# Redraw with: gnuplot history.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 860,902 dynamic enhanced font 'DejaVu Sans&#44;Verdana&#44;Bitstream Vera Sans&#44;Arial&#44;Helvetica&#44;sans-serif,12.5' background rgb 'white' rounded name 'history'; set output 'history.svg'
$panel1_1 << EOD
0 1.1279589129242293 1.1220469284720105 1.1444636241455977
1 1.1010139032813377 1.0773329285434377 1.121574254584707
2 1.1366070573243474 1.116817154195092 1.1456525239800301
EOD
$panel2_1 << EOD
0 1.086880495196703 1.0783058024555985 1.1038661577410636
1 1.1071823212573244 1.0831598455681317 1.1240030929358038
2 1.133012012986041 1.1230305416650057 1.1514609082642626
EOD
$panel3_1 << EOD
0 1.111944142662459 1.094514720840966 1.1306192420555026
1 1.124773409385762 1.1172674231838617 1.1406763397310906
2 1.1504902017462997 1.137994415063281 1.1716019692854813
EOD
$panel4_1 << EOD
0 1.139651785811872 1.1121085745013164 1.153836592876369
1 1.1328015000243026 1.1123825083730992 1.1464443561776863
2 1.1579130837203846 1.1319457136603912 1.1984864020679287
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold Too few commits for a change of level: it takes 4}' at screen 0.01628,0.97171 left front font ',16' textcolor rgb '#222222'
set label '{/:Bold of one machine and build, and there are at most 3}' at screen 0.01628,0.94829 left front font ',16' textcolor rgb '#222222'
set label 'opt-125m, 1 layer, f32, mask full, 2 threads, weights random, segments of 512' at screen 0.01628,0.92488 left front font ',11' textcolor rgb '#666666'
set label 'medians; bars: 95 % interval from 6 rounds on, else the range' at screen 0.01628,0.90878 left front font ',11' textcolor rgb '#666666'
set label '6 commits, 2026-11-21 to 2026-12-01; the newest: 2d563e0c7479 The machine’s roof, measured with rows on all threads' at screen 0.01628,0.89268 left front font ',11' textcolor rgb '#666666'
set label '3 machines or builds, which are not compared, each with a scale of its own: debug, kernels optimised' at screen 0.01628,0.87659 left front font ',11' textcolor rgb '#666666'
set label 'time over the same FLOPs’ at the multiply-add peak' at screen 0.01628,0.86049 left front font ',11' textcolor rgb '#666666'
set label '' at screen 0.02326,0.83831 point pointtype 7 pointsize 0.7 linecolor rgb '#222222'
set label 'a commit and its interval' at screen 0.03721,0.83831 left front font ',11' textcolor rgb '#222222'
set label '52 more cells are not drawn.' at screen 0.01628,0.01552 left front font ',11' textcolor rgb '#666666'

set lmargin at screen 0.08093
set rmargin at screen 0.97209
set tmargin at screen 0.79785
set bmargin at screen 0.64857
unset logscale x
set xrange [-0.53:2.5300000000000002]
set xtics ('' 0.0, '' 1.0, '' 2.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
unset logscale y
set yrange [1.0472445765895557:1.1903763840161297]
set ytics ('1.06' 1.06, '1.08' 1.08, '1.1' 1.1, '1.12' 1.12, '1.14' 1.1400000000000001, '1.16' 1.16, '1.18' 1.18) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set label 'full, 1 segment, on d1c679f9, f32 multiply-add peak around each sample' at screen 0.07628,0.81226 left front font ',12.5' textcolor rgb '#222222'
set grid noxtics
plot \
  $panel1_1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2'
set grid xtics
unset label
unset arrow

set lmargin at screen 0.08093
set rmargin at screen 0.97209
set tmargin at screen 0.60589
set bmargin at screen 0.45661
unset logscale x
set xrange [-0.53:2.5300000000000002]
set xtics ('' 0.0, '' 1.0, '' 2.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
unset logscale y
set yrange [1.0392990219035863:1.1805934862791578]
set ytics ('1.04' 1.04, '1.06' 1.06, '1.08' 1.08, '1.1' 1.1, '1.12' 1.12, '1.14' 1.1400000000000001, '1.16' 1.16, '1.18' 1.18) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set label 'full, 2 segments, on d1c679f9, f32 multiply-add peak around each sample' at screen 0.07628,0.6203 left front font ',12.5' textcolor rgb '#222222'
set grid noxtics
plot \
  $panel2_1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel2_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2'
set grid xtics
unset label
unset arrow

set lmargin at screen 0.08093
set rmargin at screen 0.97209
set tmargin at screen 0.41392
set bmargin at screen 0.26465
unset logscale x
set xrange [-0.53:2.5300000000000002]
set xtics ('' 0.0, '' 1.0, '' 2.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
unset logscale y
set yrange [1.0589408029313194:1.2034935414774393]
set ytics ('1.06' 1.06, '1.08' 1.08, '1.1' 1.1, '1.12' 1.12, '1.14' 1.1400000000000001, '1.16' 1.16, '1.18' 1.18, '1.2' 1.2) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set label 'full, 4 segments, on d1c679f9, f32 multiply-add peak around each sample' at screen 0.07628,0.42834 left front font ',12.5' textcolor rgb '#222222'
set grid noxtics
plot \
  $panel3_1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel3_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2'
set grid xtics
unset label
unset arrow

set lmargin at screen 0.08093
set rmargin at screen 0.97209
set tmargin at screen 0.22196
set bmargin at screen 0.07268
unset logscale x
set xrange [-0.53:2.5300000000000002]
set xtics ('' 0.0, '' 1.0, '' 2.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
unset logscale y
set yrange [1.071725194370764:1.2189893893739232]
set ytics ('1.08' 1.08, '1.1' 1.1, '1.12' 1.12, '1.14' 1.1400000000000001, '1.16' 1.16, '1.18' 1.18, '1.2' 1.2) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set label 'full, 8 segments, on d1c679f9, f32 multiply-add peak around each sample' at screen 0.07628,0.23637 left front font ',12.5' textcolor rgb '#222222'
set label 'commit' at screen 0.06465,0.05605 right front font ',11' textcolor rgb '#666666'
set label '3ee3a05' at screen 0.23528,0.05605 center front font ',11' textcolor rgb '#222222'
set label '7bc5bc2' at screen 0.52651,0.05605 center front font ',11' textcolor rgb '#222222'
set label '2d563e0' at screen 0.81774,0.05605 center front font ',11' textcolor rgb '#222222'
set label 'day' at screen 0.06465,0.03996 right front font ',11' textcolor rgb '#666666'
set label '2026-11-25' at screen 0.23528,0.03996 center front font ',11' textcolor rgb '#666666'
set label '2026-11-25' at screen 0.52651,0.03996 center front font ',11' textcolor rgb '#666666'
set label '2026-12-01' at screen 0.81774,0.03996 center front font ',11' textcolor rgb '#666666'
set grid noxtics
plot \
  $panel4_1 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel4_1 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2'
set grid xtics
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
